"""What a mode prints when it is ready: the address, the accounts, the broker and the database in use."""

from __future__ import annotations

import click

from hoinghi.demo import demo_accounts
from hoinghi.settings import RunConfig


def announce(config: RunConfig, *, broker: str, database: str) -> None:
    """Print where the product is and how to get in."""
    click.echo(f"\nHội nghị đang chạy · Hội nghị is running:  {config.url}\n")
    click.echo("Tài khoản dùng thử · demo accounts:")
    for role, account in demo_accounts(config.directory).items():
        click.echo(f"  {role:<14} {account['email']:<34} {account['password']}")
    click.echo(f"\nBroker: {broker} · Database: {database} · Data: {config.directory}")
    click.echo("Dừng bằng Ctrl-C · stop with Ctrl-C\n")
