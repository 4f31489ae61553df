namespace Meldpunt.Service.Unidentified;

/// <summary>Marks a route to which pictures are sent: see <see cref="PicturesInTurn"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SendsPicturesAttribute : Attribute;
