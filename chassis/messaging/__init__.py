"""Events between services: envelope, outbox, relay, inbox, consumer, and the two transports behind them."""
