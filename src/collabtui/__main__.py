"""`python -m collabtui`."""

from collabtui.main import run

if __name__ == "__main__":
    run()
