using Meldpunt.Admin.Installations;

namespace Meldpunt.Admin.Keys;

/// <summary>Another process put a new master key in the place of the one that was opened here.</summary>
public sealed class KeysChangedException() : InstallationException("De sleutels zijn intussen gewisseld. Doe het nog eens.");
