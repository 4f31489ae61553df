"""A real mail server for tests: aiosmtpd on a free port of this machine. Prints its port, then one line of JSON for each mail that it takes. Ends when its input ends."""
import asyncio
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

options = json.loads(sys.argv[1])


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if options.get("refuse"):
            return options["refuse"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if options.get("die"):
            server.transport.abort()
            return "451 gone"
        print(json.dumps({
            "from": envelope.mail_from, "to": envelope.rcpt_tos, "tls": session.ssl is not None,
            "user": session.auth_data if isinstance(session.auth_data, str) else None, "mail": envelope.original_content.decode("latin-1"),
            "host": session.host_name,
        }), flush=True)
        return "250 taken"


def authenticate(server, session, envelope, mechanism, data):
    is_right = data.login == b"meldpunt" and data.password == b"een wachtwoord"
    return AuthResult(success=is_right, handled=is_right, auth_data="meldpunt" if is_right else None)


async def serve():
    context = None
    if options.get("certificate"):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options["certificate"], options["key"])
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(
            Handler(), hostname="mail.test", tls_context=context, require_starttls=context is not None, auth_required=bool(options.get("auth")),
            auth_require_tls=context is not None, authenticator=authenticate),
        host="127.0.0.1", port=0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


asyncio.run(serve())
