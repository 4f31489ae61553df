using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Storage;

namespace Meldpunt.Service.Tests.Sessions;

/// <summary>Another process on the same folder, as far as the folder can tell.</summary>
internal sealed record Elsewhere(StoreWriter Writer, AccountStore Accounts, SessionStore Sessions);
