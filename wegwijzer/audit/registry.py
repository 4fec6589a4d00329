"""What each verb of history is called on the screen; every app adds its own from verbs.py when it starts."""

verbs: dict[str, str] = {}


def register(labels: dict[str, str]) -> None:
    """Add `labels` ({verb: Dutch past participle}). Raises ValueError for a verb that is there already."""
    double = verbs.keys() & labels.keys()
    if double:
        raise ValueError(f"registered twice: {sorted(double)}")
    verbs.update(labels)
