using System.Runtime.InteropServices;

namespace Meldpunt.Service.Accuracy;

/// <summary>Outsiders of one sort, and how many of them matched somebody.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct OutsiderCount(int Queries, int FalseMatches);
