namespace Meldpunt.Admin.Installations;

/// <summary>What stands where in the data folder.</summary>
public static class InstallationFolder
{
    /// <summary>The keys; kept out of every backup of the data.</summary>
    public static string Keys(string folder) => Path.Combine(folder, "keys");

    /// <summary>The root secret, unless it is kept elsewhere.</summary>
    public static string RootKey(string folder) => Path.Combine(Keys(folder), "root.key");

    /// <summary>What the web framework keeps to read its own cookies and form tokens.</summary>
    public static string WebKeys(string folder) => Path.Combine(Keys(folder), "web");

    /// <summary>Operational log files, without personal data.</summary>
    public static string Logs(string folder) => Path.Combine(folder, "logs");

    /// <summary>Held by the one process that serves the folder.</summary>
    public static string ServeLock(string folder) => Path.Combine(folder, "serve.lock");

    /// <summary>Takes the place of that process until the result is disposed; null when there is one.</summary>
    public static FileStream? TryHoldServing(string folder)
    {
        try
        {
            return new FileStream(ServeLock(folder), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
