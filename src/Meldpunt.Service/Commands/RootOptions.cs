using System.CommandLine;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Keys;

namespace Meldpunt.Service.Commands;

/// <summary>Where a verb gets the root secret from: <c>--sleutelbestand</c>, <c>--wachtzin</c>, systemd, or the folder. One process runs one verb.</summary>
internal static class RootOptions
{
    private static bool s_asksPassphrase;

    /// <summary>Of every verb: it says that the root secret is a passphrase, and never which.</summary>
    public static Option<bool> Passphrase { get; } = new("--wachtzin")
    {
        Description = "Het hoofdgeheim is een wachtzin: die wordt gevraagd, of van standaardinvoer gelezen.",
        Recursive = true,
    };

    /// <summary>True when the passphrase is asked for.</summary>
    public static bool AsksPassphrase => s_asksPassphrase;

    /// <summary>Runs the verb that the arguments name.</summary>
    public static Task<int> RunAsync(ParseResult parsed)
    {
        s_asksPassphrase = parsed.GetValue(Passphrase);
        return parsed.InvokeAsync();
    }

    /// <summary>The root secret of an installation that is there.</summary>
    public static RootSource Present(string? keyFile)
    {
        ThrowWhenBoth(keyFile);
        return s_asksPassphrase ? RootSource.Typed(PassphrasePrompt.Ask()) : RootSource.File(Shell.KeyFile(keyFile));
    }

    /// <summary>The root secret of a new installation.</summary>
    public static RootSource New(string? keyFile)
    {
        ThrowWhenBoth(keyFile);
        return s_asksPassphrase ? RootSource.Typed(PassphrasePrompt.AskNew()) : RootSource.File(Shell.KeyFile(keyFile));
    }

    private static void ThrowWhenBoth(string? keyFile)
    {
        if (s_asksPassphrase && keyFile is not null)
        {
            throw new InstallationException("Geef --wachtzin of --sleutelbestand, niet allebei.");
        }
    }
}
