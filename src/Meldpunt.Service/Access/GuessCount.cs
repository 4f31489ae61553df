using System.Runtime.InteropServices;
using Meldpunt.Index.Identity;

namespace Meldpunt.Service.Access;

/// <summary>One count of guesses: at what, of whom, and where.</summary>
/// <param name="Kind">What is guessed.</param>
/// <param name="AccountId">Whose it is. Names that nobody has are not counted: what is answered is the same anyway.</param>
/// <param name="PlaceId">
/// The browser that is known for this account (<see cref="KnownBrowsers.Find"/>), or the enrolled terminal; the empty id for all other browsers together.
/// </param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct GuessCount(GuessKind Kind, OpaqueId AccountId, OpaqueId PlaceId);
