"""The sender: takes due messages one by one and hands them to a transport, each of them once."""
