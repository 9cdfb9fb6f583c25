"""The group's sheet on one review, what follows its verdict, the second reading and the spread of marks: desk's pages over supervision."""
