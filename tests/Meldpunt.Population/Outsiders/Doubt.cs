using Meldpunt.Population.Likeness;
using Meldpunt.Population.Typing;

namespace Meldpunt.Population.Outsiders;

/// <summary>
/// After the typing: does the question still show that the visitor is somebody else? An outsider was made different, but an initial, a second name or a
/// slip may hide it. What is then typed, the registered person might have typed as well.
/// </summary>
internal static class Doubt
{
    /// <summary>
    /// True when neither the given names nor the birth date show another person: neither beside the names somebody really has, nor beside the fewer names that the
    /// register holds, for nobody knows what it lacks. (J.S. is not Jan Pieter, but may be Jan.)
    /// </summary>
    public static bool Remains(Draft typed, GeneratedPerson registered) =>
        !ClearlyDifferent.Dates(typed.Born, registered.Details.BirthDate)
        && !(GivenNamesDiffer(typed, registered.Real.Given) && GivenNamesDiffer(typed, registered.HeldGiven));

    private static bool GivenNamesDiffer(Draft typed, IReadOnlyList<string> registered) =>
        typed.Given.Count > 0 && (typed.InitialsOnly ? InitialsDiffer(typed.Given, registered) : NamesDiffer(typed.Given, registered));

    // Somebody gives the first initials of the names, all or some.
    private static bool InitialsDiffer(List<string> typed, IReadOnlyList<string> registered)
    {
        for (var index = 0; index < Math.Min(typed.Count, registered.Count); index++)
        {
            if (!string.Equals(SoundCode.Bare(typed[index]), SoundCode.Bare(registered[index][..1]), StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    // Somebody may go by another given name than the first, and may be registered by one of several: so the name in front is held against all.
    // Two that both stand behind are no doubt: Jan Willem is not Piet Willem.
    private static bool NamesDiffer(List<string> typed, IReadOnlyList<string> registered)
    {
        for (var one = 0; one < typed.Count; one++)
        {
            for (var other = 0; other < registered.Count; other++)
            {
                if ((one == 0 || (other == 0 && typed[one].Length > 1)) && !ClearlyDifferent.GivenNames(typed[one], registered[other]))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
