"""What the machine says about itself: one line each time, with the id of the request or job that it is about."""
