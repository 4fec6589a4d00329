"""Fixtures for everybody, loaded by pytest.ini. Models are imported inside fixtures only."""
