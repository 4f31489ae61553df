using Meldpunt.Admin.Accounts;

namespace Meldpunt.Service.Demo;

/// <summary>What a demo consists of: three participants and an account for every role.</summary>
internal static class DemoPlan
{
    /// <summary>Participants: name, telephone number of the desk (numbers of the range kept free for fiction), locations.</summary>
    public static IReadOnlyList<(string Name, string Phone, string[] Locations)> Participants { get; } =
    [
        ("Garage De Gouden Leeuw", "+31 20 555 0101", ["Ingang Rokin", "Ingang Damstraat"]),
        ("Parkeren Havenkwartier", "+31 20 555 0102", ["Slagboom Noord"]),
        ("Stadsparking Oosterpoort", "+31 20 555 0103", ["Hoofdingang"]),
    ];

    /// <summary>Accounts: user name, role, and for gate and security the number of the participant and its first location.</summary>
    public static IReadOnlyList<(string UserName, Role Role, int? Participant)> Accounts { get; } =
    [
        ("poort", Role.Gate, 0),
        ("veiligheid", Role.Security, 1),
        ("toezicht", Role.Oversight, null),
        ("beheer", Role.Management, null),
        ("poort-haven", Role.Gate, 1),
        ("poort-oost", Role.Gate, 2),
        ("veiligheid-leeuw", Role.Security, 0),
        ("veiligheid-oost", Role.Security, 2),
        (SecondOfficer, Role.Security, 0),
    ];

    /// <summary>Confirms what <c>veiligheid-leeuw</c> registers; the other garages have one officer and work with one pair of eyes.</summary>
    public const string SecondOfficer = "veiligheid-leeuw-2";

    /// <summary>The participants, by number, that work with one pair of eyes.</summary>
    public static IReadOnlyList<int> WithOneOfficer { get; } = [1, 2];
}
