using System.Security.Cryptography;
using Meldpunt.Index.Keys;

namespace Meldpunt.Admin.Keys;

/// <summary>The master key and, while it is being replaced, the one that comes after it: what is read may be wrapped under either. Safe to use from many threads.</summary>
internal sealed class MasterKeys(SecretKey current) : IDisposable
{
    private readonly Lock _lock = new();

    // Both guarded by _lock.
    private SecretKey _current = current;
    private SecretKey? _next;

    /// <summary>
    /// Wraps a key under the next master when there is one: whether that is the one on the disk already, nobody knows after a failure, and it is read in any case.
    /// </summary>
    public byte[] Wrap(SecretKey key, string label)
    {
        lock (_lock)
        {
            return KeyWrap.Wrap(_next ?? _current, key, label);
        }
    }

    /// <summary>Opens a key under either. Throws <see cref="CryptographicException"/> when neither opens it.</summary>
    public SecretKey Unwrap(ReadOnlySpan<byte> wrapped, string label)
    {
        lock (_lock)
        {
            try
            {
                return KeyWrap.Unwrap(_current, wrapped, label);
            }
            catch (CryptographicException) when (_next is not null)
            {
                return KeyWrap.Unwrap(_next, wrapped, label);
            }
        }
    }

    /// <summary>From now on what is wrapped under this one is read as well; taken over, and null for none.</summary>
    public void Expect(SecretKey? next)
    {
        lock (_lock)
        {
            _next?.Dispose();
            _next = next;
        }
    }

    /// <summary>Wraps anew what stands under either, under the next.</summary>
    public byte[] Rewrap(ReadOnlySpan<byte> wrapped, string label)
    {
        using var key = Unwrap(wrapped, label);
        lock (_lock)
        {
            return KeyWrap.Wrap(_next!, key, label);
        }
    }

    /// <summary>The next takes the place of the present one, which is zeroed.</summary>
    public void Switch()
    {
        lock (_lock)
        {
            _current.Dispose();
            _current = _next!;
            _next = null;
        }
    }

    /// <summary>True when the present one is this.</summary>
    public bool Is(SecretKey key)
    {
        lock (_lock)
        {
            return CryptographicOperations.FixedTimeEquals(_current.Bytes, key.Bytes);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _next?.Dispose();
            _current.Dispose();
        }
    }
}
