"""A mail server on this machine, for tests of what is sent."""

import socketserver
from email import message_from_bytes
from email.message import Message
from email.policy import default


class Server(socketserver.ThreadingTCPServer):
    """A mail server on this machine, as little as a client needs. `refuses`: an address it does not take."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.taken: list[Message] = []
        self.refuses = ""
        self.hangs_up_after = 1000


class Talk(socketserver.StreamRequestHandler):
    """One client's conversation."""

    server: Server

    def handle(self) -> None:
        self.say("220 here")
        while line := self.rfile.readline():
            word = line.decode().strip().upper()
            if len(self.server.taken) >= self.server.hangs_up_after and word.startswith("MAIL"):
                return
            if word == "DATA":
                self.say("354 go on")
                self.server.taken.append(message_from_bytes(self.letter(), policy=default))
                self.say("250 taken")
            elif self.server.refuses and word == f"RCPT TO:<{self.server.refuses.upper()}>":
                self.say("550 nobody here")
            elif word == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 fine")

    def letter(self) -> bytes:
        lines = iter(self.rfile.readline, b".\r\n")
        return b"".join(line[1:] if line.startswith(b"..") else line for line in lines)

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())
