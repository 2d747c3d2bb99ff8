"""The product put together: the `hoinghi` command, the embedded mode, the stack, and the demo."""
