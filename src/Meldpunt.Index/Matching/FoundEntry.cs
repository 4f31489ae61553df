using System.Runtime.InteropServices;
using Meldpunt.Index.Identity;

namespace Meldpunt.Index.Matching;

/// <summary>An entry that the rule calls the same person as the visitor, and in what they agree.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct FoundEntry(OpaqueId Id, Agreement Agreement);
