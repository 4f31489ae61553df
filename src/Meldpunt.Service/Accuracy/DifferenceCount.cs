using System.Runtime.InteropServices;

namespace Meldpunt.Service.Accuracy;

/// <summary>True visitors whose query has one sort of difference, and how many of them were found.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DifferenceCount(int Queries, int Found)
{
    public double Recall => (double)Found / Queries;
}
