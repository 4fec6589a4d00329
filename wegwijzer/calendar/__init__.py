"""Days, dates and calendar files: pure functions that know Belgium's holidays and no database."""
