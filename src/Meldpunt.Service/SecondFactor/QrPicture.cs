using System.Globalization;
using System.Text;
using QRCoder;

namespace Meldpunt.Service.SecondFactor;

/// <summary>A QR code as the path of a vector image, drawn here so that no secret goes to another program.</summary>
internal sealed record QrPicture(int Size, string Path)
{
    /// <summary>What an authenticator app wants to read (Key URI format): the secret, and under which name to keep it.</summary>
    public static QrPicture OfAuthenticator(string userName, string secret) =>
        Of($"otpauth://totp/Meldpunt:{Uri.EscapeDataString(userName)}?secret={secret}&issuer=Meldpunt&algorithm=SHA1&digits=6&period=30");

    public override string ToString() => nameof(QrPicture);

    private static QrPicture Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var row = 0; row < code.ModuleMatrix.Count; row++)
        {
            for (var column = 0; column < code.ModuleMatrix[row].Count; column++)
            {
                if (code.ModuleMatrix[row][column])
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{column} {row}h1v1h-1z");
                }
            }
        }

        return new QrPicture(code.ModuleMatrix.Count, path.ToString());
    }
}
