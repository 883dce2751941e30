"""The advocates' console: its own process, its own listener. It can open what the gateway can only seal."""
