"""`python -m collabtui`: the same as the command, for where no script was installed."""

from collabtui.main import run

if __name__ == "__main__":
    run()
