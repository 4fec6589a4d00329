"""Why something with a back-up is not done."""


class Refusal(Exception):
    """The sentence is for whoever gave the command (Dutch). Nothing was overwritten."""
