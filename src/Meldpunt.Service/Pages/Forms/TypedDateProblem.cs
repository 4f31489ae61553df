namespace Meldpunt.Service.Pages.Forms;

/// <summary>Why something typed is no date.</summary>
internal enum TypedDateProblem
{
    /// <summary>It is a date.</summary>
    None,

    /// <summary>It has no form that we know.</summary>
    Unreadable,

    /// <summary>The year has not four digits.</summary>
    YearUnclear,

    /// <summary>The calendar has no such day.</summary>
    DoesNotExist,
}
