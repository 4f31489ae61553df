using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Meldpunt.Admin;
using Meldpunt.Admin.Keys;

namespace Meldpunt.Service.Commands;

/// <summary>
/// Asks for a passphrase: on a terminal without showing it, or one line of standard input when that comes from elsewhere. Never an argument or a variable of the environment, which other
/// processes can read. What is typed lies in pinned buffers that are zeroed.
/// </summary>
internal static class PassphrasePrompt
{
    /// <summary>A passphrase that exists.</summary>
    public static Passphrase Ask(string question = "Wachtzin: ") => Console.IsInputRedirected ? ReadLine() : ReadKeys(question);

    /// <summary>A new one: typed twice on a terminal, and strong enough.</summary>
    public static Passphrase AskNew(string question = "Nieuwe wachtzin: ")
    {
        var first = Ask(question);
        try
        {
            first.EnsureStrong();
            if (!Console.IsInputRedirected)
            {
                using var again = ReadKeys("Nog een keer: ");
                if (!again.IsSame(first))
                {
                    throw new AdministrationException("De twee wachtzinnen zijn niet gelijk.");
                }
            }

            return first;
        }
        catch
        {
            first.Dispose();
            throw;
        }
    }

    private static Passphrase ReadKeys(string question)
    {
        Console.Error.Write(question);
        var typed = GC.AllocateArray<char>(Passphrase.MaxLength + 1, pinned: true);
        try
        {
            var length = 0;
            while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } pressed)
            {
                if (pressed.Key == ConsoleKey.Backspace)
                {
                    length = Math.Max(0, length - 1);
                }
                else if (!char.IsControl(pressed.KeyChar) && length < typed.Length)
                {
                    typed[length++] = pressed.KeyChar;
                }
            }

            Console.Error.WriteLine();
            return new Passphrase(typed.AsSpan(0, length));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(typed.AsSpan()));
        }
    }

    // Byte by byte to the end of the line, and no further: what comes after it is for the verb.
    private static Passphrase ReadLine()
    {
        const int MaxBytes = Passphrase.MaxLength * 4;
        var bytes = GC.AllocateArray<byte>(MaxBytes, pinned: true);
        var typed = GC.AllocateArray<char>(MaxBytes, pinned: true);
        try
        {
            using var input = Console.OpenStandardInput();
            var length = 0;
            while (length < MaxBytes && input.Read(bytes, length, 1) == 1 && bytes[length] != (byte)'\n')
            {
                length++;
            }

            return new Passphrase(typed.AsSpan(0, Encoding.UTF8.GetChars(bytes, 0, length, typed, 0)));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(typed.AsSpan()));
        }
    }
}
