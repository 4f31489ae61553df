using System.Globalization;
using System.Text;

namespace Meldpunt.Service.Demo;

/// <summary>The printed page of "try this".</summary>
internal static class DemoGuide
{
    public static string Write(string folder, DemoSecrets secrets)
    {
        var text = new StringBuilder();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"""

            Meldpunt draait op {secrets.Base} (stoppen: Ctrl+C). Alle mensen in dit register zijn verzonnen.

              rol          gebruikersnaam      wachtwoord
            """);
        foreach (var account in secrets.Accounts)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {account.Role,-12} {account.UserName,-19} {account.Password}");
        }

        text.AppendLine(
            CultureInfo.InvariantCulture,
            $$"""

            Na het wachtwoord vraagt Meldpunt iedereen behalve de poort om een code van zes cijfers. In deze demo staat die op de pagina zelf: neem hem over.
            Hij werkt een keer en dertig seconden; de volgende staat er als u de pagina herlaadt.

            Probeer dit:
              1. Meld u aan als poort op {{secrets.Base}} en toets
                   achternaam: de Vries    voornamen: Jan Willem    geboortedatum: 12-03-1984
                 Uitkomst: match, met het telefoonnummer van uw eigen veiligheidsafdeling en een referentie.
              2. Toets
                   achternaam: Zonderland    voornamen: Maria    geboortedatum: 01-05-1990
                 Uitkomst: geen match.
              3. Meld u af, meld u aan als toezicht: beide bevragingen staan in het logboek. Er staat niet bij wie is opgezocht.
              4. Meld u aan als veiligheid en registreer iemand; aan de poort matcht die persoon meteen.
              5. Open twee privévensters: meld u in het ene aan als veiligheid-leeuw, in het andere als veiligheid. Toets als poort
                   achternaam: Winklaar    voornamen: Rudsel Eugenio    geboortedatum: 07-07-1996
                 Beide afdelingen zien de match meteen. veiligheid-leeuw legt het gesprek vast en geeft advies, veiligheid bevestigt het gesprek, en de poort ziet het advies.

            Hetzelfde met curl (de tokens staan in {{Path.Combine(folder, "demo.json")}}):
              curl -s {{secrets.Base}}/v1/bevragingen -H 'Authorization: Bearer {{secrets.Tokens["poort"]}}' \
                -H 'Content-Type: application/json' \
                -d '{"achternaam":"de Vries","voornamen":"Jan Willem","geboortedatum":"1984-03-12"}'
              curl -s {{secrets.Base}}/v1/bevragingen -H 'Authorization: Bearer {{secrets.Tokens["toezicht"]}}'
            """);
        return text.ToString();
    }
}
