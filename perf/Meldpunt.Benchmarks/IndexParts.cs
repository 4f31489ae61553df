using System.Reflection;
using System.Runtime.CompilerServices;
using Meldpunt.Index;
using Meldpunt.Index.Keys;
using Meldpunt.Index.Matching;
using Meldpunt.Index.Names;

namespace Meldpunt.Benchmarks;

/// <summary>
/// The parts of a query, which the index shows to nobody, one by one and as they are: no copy of them that could fall behind. When one is renamed
/// the smoke run fails.
/// </summary>
internal static class IndexParts
{
    private const string Matching = "Meldpunt.Index.Matching.";
    private const string Names = "Meldpunt.Index.Names.";
    private const string Assembly = ", Meldpunt.Index";
    private const string HasherType = Matching + "TagHasher" + Assembly;
    private const string KeysType = Matching + "PersonKeys" + Assembly;
    private const string QueryType = Matching + "QueryProfile" + Assembly;
    private const string EntryType = Matching + "EntryProfile" + Assembly;
    private const string FormsType = Names + "PersonForms" + Assembly;
    private const string ListType = Names + "FormList" + Assembly;
    private const string HotType = "Meldpunt.Index.Hot.HotIndex" + Assembly;

    /// <summary>What the index looks up in.</summary>
    public static object HotOf(PersonIndex index) => Field(index, "_hot");

    /// <summary>Derives what the index compares, under the keys of this index.</summary>
    public static object KeysOf(PersonIndex index) => NewKeys(Field(index, "_hasher"));

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    [return: UnsafeAccessorType(KeysType)]
    private static extern object NewKeys([UnsafeAccessorType(HasherType)] object hasher);

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    [return: UnsafeAccessorType(QueryType)]
    public static extern object NewQuery();

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    [return: UnsafeAccessorType(EntryType)]
    public static extern object NewEntry();

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    [return: UnsafeAccessorType(FormsType)]
    public static extern object NewForms();

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Fold")]
    public static extern void Fold([UnsafeAccessorType(FormsType)] object forms, PersonDetails person);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "FoldSwapped")]
    public static extern void FoldSwapped([UnsafeAccessorType(FormsType)] object forms, PersonDetails person);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Derive")]
    public static extern void DeriveQuery([UnsafeAccessorType(KeysType)] object keys, PersonDetails person, [UnsafeAccessorType(QueryType)] object query);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Derive")]
    public static extern void DeriveEntry([UnsafeAccessorType(KeysType)] object keys, PersonDetails person, [UnsafeAccessorType(EntryType)] object entry);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Begin")]
    public static extern void Begin([UnsafeAccessorType(QueryType)] object query);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "AddDateKey")]
    public static extern void AddDateKey([UnsafeAccessorType(QueryType)] object query, MatchKey key, Agreement fact);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "AddAddressKey")]
    public static extern void AddAddressKey([UnsafeAccessorType(QueryType)] object query, MatchKey key);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_DateKeys")]
    public static extern ReadOnlySpan<MatchKey> DateKeys([UnsafeAccessorType(QueryType)] object query);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_AddressKeys")]
    public static extern ReadOnlySpan<MatchKey> AddressKeys([UnsafeAccessorType(QueryType)] object query);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_tags")]
    public static extern ref ulong[] TagSlots([UnsafeAccessorType(QueryType)] object query);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_anchors")]
    private static extern ref ulong[] AnchorSlots([UnsafeAccessorType(QueryType)] object query);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_anchorCount")]
    private static extern ref int AnchorCount([UnsafeAccessorType(QueryType)] object query);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_DateKey")]
    public static extern MatchKey DateKey([UnsafeAccessorType(EntryType)] object entry);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Tags")]
    public static extern IReadOnlyList<ulong> Tags([UnsafeAccessorType(EntryType)] object entry);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Surnames")]
    [return: UnsafeAccessorType(ListType)]
    public static extern object Surnames([UnsafeAccessorType(FormsType)] object forms);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_FirstNames")]
    [return: UnsafeAccessorType(ListType)]
    public static extern object FirstNames([UnsafeAccessorType(FormsType)] object forms);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Count")]
    public static extern int Count([UnsafeAccessorType(ListType)] object forms);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Item")]
    public static extern ReadOnlySpan<char> Item([UnsafeAccessorType(ListType)] object forms, int index);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Find")]
    public static extern int Find(
        [UnsafeAccessorType(HotType)] object hot, [UnsafeAccessorType(QueryType)] object query, MatchRule rule, DateOnly today, Span<FoundEntry> found);

    /// <summary>The tags by which a visitor's candidates are found.</summary>
    public static ReadOnlySpan<ulong> Anchors(object query) => AnchorSlots(query).AsSpan(0, AnchorCount(query));

    private static object Field(object of, string name) =>
        of.GetType().GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)?.GetValue(of) ?? throw new MissingFieldException(of.GetType().Name, name);
}
