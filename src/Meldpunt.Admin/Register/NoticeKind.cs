namespace Meldpunt.Admin.Register;

/// <summary>How the person was told of the registration (protocol articles 5.2.4 and 9.1). The numbers stand in the database.</summary>
public enum NoticeKind
{
    /// <summary>Handed over. <c>uitgereikt</c></summary>
    HandedOver = 1,

    /// <summary>By post. <c>post</c></summary>
    Post = 2,

    /// <summary>Put off, with a reason: an investigation stands in the way. <c>uitgesteld</c></summary>
    Deferred = 3,

    /// <summary>Not possible, with a reason. <c>onmogelijk</c></summary>
    Impossible = 4,

    /// <summary>By electronic mail. <c>email</c></summary>
    Email = 5,
}
