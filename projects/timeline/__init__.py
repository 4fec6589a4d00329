"""The time line of a project as a picture and a table: what stands on it, and who adds to it."""
