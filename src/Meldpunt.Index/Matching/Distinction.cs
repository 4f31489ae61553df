namespace Meldpunt.Index.Matching;

/// <summary>By what a visitor can be told from a registered person whom the rule takes for the same, so that the registered one is not let through under the visitor's name.</summary>
public enum Distinction
{
    /// <summary>By nothing that is known of both.</summary>
    None = 0,

    /// <summary>By the birthplace only: both are known and they do not agree.</summary>
    Birthplace = 1,

    /// <summary>By the name or the birth date: one of them is another, and not another way to write the same.</summary>
    NameOrDate = 2,
}
