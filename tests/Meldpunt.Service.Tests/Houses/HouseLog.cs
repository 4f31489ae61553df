namespace Meldpunt.Service.Tests.Houses;

/// <summary>What the service wrote to its operational log so far; can be read while it writes.</summary>
public sealed class HouseLog : StringWriter
{
    private readonly Lock _lock = new();

    public override void Write(string? value)
    {
        lock (_lock)
        {
            base.Write(value);
        }
    }

    public override string ToString()
    {
        lock (_lock)
        {
            return base.ToString();
        }
    }
}
