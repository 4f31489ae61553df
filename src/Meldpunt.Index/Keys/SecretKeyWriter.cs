namespace Meldpunt.Index.Keys;

/// <summary>Writes the bytes of a key into its pinned buffer.</summary>
public delegate void SecretKeyWriter(Span<byte> destination);
