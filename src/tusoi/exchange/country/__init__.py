"""An invented country in the format of a campaign folder, as large as is asked for: to practise on, and to measure with."""
