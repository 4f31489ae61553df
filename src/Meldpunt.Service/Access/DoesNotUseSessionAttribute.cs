namespace Meldpunt.Service.Access;

/// <summary>
/// What a browser asks here by itself, without anybody who touches it: it is answered as long as the session is on, and the session is none the younger for it
/// (<see cref="TicketStore"/>). A desk that nobody sits at is signed out as if its page were not listening.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class DoesNotUseSessionAttribute : Attribute;
