namespace Meldpunt.Service.Pages.Cases;

/// <summary>The forms on the page of a case.</summary>
internal enum CaseStep
{
    /// <summary>The asker's desk spoke with the other one, and advises its gate in the same go or later.</summary>
    Call,

    /// <summary>Nobody answered.</summary>
    NoAnswer,

    /// <summary>The gate gets an advice.</summary>
    Advise,

    /// <summary>The other desk says that it was called.</summary>
    Confirm,

    /// <summary>The other desk says that it was not.</summary>
    Deny,
}
