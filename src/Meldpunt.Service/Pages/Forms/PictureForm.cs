using System.Globalization;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Unidentified.Images;
using Meldpunt.Service.Pages.Texts;
using Meldpunt.Service.Unidentified;

namespace Meldpunt.Service.Pages.Forms;

/// <summary>The pictures of a form: read in memory, each judged by its content, what is wrong with one told by its number.</summary>
internal static class PictureForm
{
    /// <summary>Name of the field.</summary>
    public const string Field = PictureRefusals.Field;

    /// <summary>Five pictures, the texts, and what stands between the parts. Also the limit under which a form stays in memory and no part of it is put on the disk.</summary>
    public const int MaxFormBytes = (PictureReader.MaxOfOnePerson * PictureReader.MaxBytes) + (256 * 1024);

    /// <summary>The pictures that can be taken; of the others a fault each.</summary>
    public static async Task<IReadOnlyList<Picture>> ReadAsync(HttpRequest request, PageTexts texts, ICollection<Fault> faults)
    {
        // A browser sends an empty part when no file was chosen.
        var files = request.Form.Files.Where(file => file.Length > 0 || !string.IsNullOrEmpty(file.FileName)).ToList();
        if (files.Count > PictureReader.MaxOfOnePerson)
        {
            faults.Add(PictureRefusals.TooMany);
            return [];
        }

        var pictures = new List<Picture>();
        foreach (var file in files)
        {
            var (picture, refusal) = await PictureBody.ReadAsync(file, request.HttpContext.RequestAborted);
            if (picture is not null)
            {
                pictures.Add(picture);
                continue;
            }

            var number = (files.IndexOf(file) + 1).ToString(CultureInfo.InvariantCulture);
            faults.Add(refusal! with { Code = "beeld-in-woorden", Message = texts.Format("unknown.image-number", number, texts.Fault(refusal)) });
        }

        return pictures;
    }
}
