using Meldpunt.Admin.Access;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Admin.Unidentified;
using Meldpunt.Admin.Unidentified.Images;

namespace Meldpunt.Admin.Tests.Unidentified;

/// <summary>A register with a desk for unidentified persons, and one that breaks no rule.</summary>
internal sealed class UnidentifiedBench : IAsyncDisposable
{
    public UnidentifiedBench()
    {
        Desk = Register.Installation.CreateUnidentifiedDesk();
        Viewer = Register.Installation.CreateUnidentifiedViewer();
    }

    public TestRegister Register { get; } = TestRegister.Create();

    public UnidentifiedDesk Desk { get; }

    public UnidentifiedViewer Viewer { get; }

    public static Picture Picture(byte[]? file = null) => PictureReader.Read(file ?? HandMadeJpeg.Make(4, 2), out _)!;

    /// <summary>What a desk types; a test changes the one thing it is about.</summary>
    public static UnidentifiedInput Input(
        string? incident = "2026-11-20", string? time = "22:40", string? lastDay = "2027-11-20", bool? evidence = true, string description = "Man met een rode jas.") => new()
        {
            Description = description,
            Place = "Dek 3",
            IncidentDate = incident,
            TimeOfDay = time,
            LastDay = lastDay,
            FileReference = "D-2026-121",
            EvidenceInFile = evidence,
            Weighing = "De schade is groot.",
        };

    public async Task<IReadOnlyList<string>> TryAsync(Caller caller, UnidentifiedInput input) =>
        (await Desk.RegisterAsync(caller, input, [], [])).Faults.Select(fault => fault.Code).ToList();

    /// <summary>Makes one; fails the test when it is refused.</summary>
    public async Task<UnidentifiedPerson> MakeAsync(Caller caller, UnidentifiedInput? input = null, params Picture[] pictures)
    {
        var result = await Desk.RegisterAsync(caller, input ?? Input(), pictures, []);
        Assert.Empty(result.Faults);
        return result.Person!;
    }

    public async ValueTask DisposeAsync()
    {
        Desk.Dispose();
        await Register.DisposeAsync();
    }
}
