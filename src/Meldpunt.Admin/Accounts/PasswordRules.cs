using System.Text;
using Meldpunt.Admin.Persons;

namespace Meldpunt.Admin.Accounts;

/// <summary>
/// What a password may be (OWASP ASVS 6.2): 12 to 128 characters, any characters, no rules of composition; not one that leaked or an obvious lengthening of it, and not made
/// of what everybody knows about the account. Characters are counted in Unicode NFC.
/// </summary>
public static class PasswordRules
{
    public const int MinLength = 12;
    public const int MaxLength = 128;

    private const string OwnName = "meldpunt";

    // So much must be left of a password when the words that belong to the account are taken out of it.
    private const int MinBesideWords = 7;
    private const int ShortestWord = 3;

    /// <summary>All that is wrong with a password that somebody chose; empty when nothing is.</summary>
    /// <param name="field">The field, as faults name it.</param>
    /// <param name="password">What was typed.</param>
    /// <param name="words">What everybody knows about the account: user name, name of the participant.</param>
    public static IReadOnlyList<Fault> Check(string field, string password, params IEnumerable<string?> words)
    {
        ArgumentNullException.ThrowIfNull(password);
        ArgumentNullException.ThrowIfNull(words);
        if (!TryCompose(password, out var composed))
        {
            return [new Fault(field, "wachtwoord-tekens", "In dit wachtwoord staat een teken dat niet kan worden gelezen.")];
        }

        var faults = new List<Fault>();
        var length = composed.EnumerateRunes().Count();
        if (length < MinLength)
        {
            faults.Add(new Fault(field, "wachtwoord-kort", $"Een wachtwoord heeft ten minste {MinLength} tekens."));
        }

        if (length > MaxLength)
        {
            // What follows is about short texts and costs time on long ones.
            return [new Fault(field, "wachtwoord-lang", $"Een wachtwoord heeft ten hoogste {MaxLength} tekens.")];
        }

        if (KnownPasswords.Contains(composed))
        {
            faults.Add(new Fault(field, "wachtwoord-gelekt", "Dit wachtwoord staat in lijsten van uitgelekte wachtwoorden."));
        }
        else if (composed.Length > 0 && KnownPasswords.IsLengthened(composed))
        {
            faults.Add(new Fault(field, "wachtwoord-bekend", "Dit is een bekend wachtwoord of een herhaling met iets eromheen."));
        }

        if (IsMadeOf(composed, words))
        {
            faults.Add(new Fault(field, "wachtwoord-naam", "Dit wachtwoord is de gebruikersnaam, de naam van de deelnemer of Meldpunt met weinig eromheen."));
        }

        return faults;
    }

    private static bool IsMadeOf(string password, IEnumerable<string?> words)
    {
        var plain = Plain(password);
        var rest = words.Append(OwnName)
            .Select(word => Plain(word ?? string.Empty))
            .Where(word => word.Length >= ShortestWord)
            .OrderByDescending(word => word.Length)
            .Aggregate(plain, (left, word) => left.Replace(word, string.Empty, StringComparison.Ordinal));
        return rest.Length < plain.Length && rest.Length < MinBesideWords;
    }

    private static string Plain(string text) => string.Concat(text.Normalize(NormalizationForm.FormC).Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static bool TryCompose(string password, out string composed)
    {
        try
        {
            composed = password.Normalize(NormalizationForm.FormC);
            return true;
        }
        catch (ArgumentException)
        {
            // Half of a surrogate pair.
            composed = string.Empty;
            return false;
        }
    }
}
