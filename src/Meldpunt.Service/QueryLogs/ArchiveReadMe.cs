namespace Meldpunt.Service.QueryLogs;

/// <summary>What somebody reads who opens an archive of the log years later, without Meldpunt at hand.</summary>
internal static class ArchiveReadMe
{
    /// <summary>Writes it.</summary>
    /// <param name="count">Rows in the archive.</param>
    /// <param name="size">Rows under the checkpoint.</param>
    /// <param name="key">The public key as text.</param>
    public static string Write(int count, long size, string key) =>
        $"""
        Een selectie uit het logboek van bevragingen van een Meldpunt: {count} rijen, de nieuwste eerst.
        Er staan namen van medewerkers in. Wie er is opgezocht staat er niet in.
        {(count == LogArchive.MaxRows ? $"\nMEER PASTE NIET: dit zijn de nieuwste {LogArchive.MaxRows} rijen van de selectie. Kies een kortere periode voor de rest.\n" : string.Empty)}
        bevragingen.csv     de rijen om te lezen (UTF-8, puntkomma's). Begint een veld met een apostrof, dan is die er
                            voor gezet omdat een rekenblad het veld anders voor een formule zou houden.
        bevragingen.jsonl   dezelfde rijen, een JSON-object per regel. 'rij' (base64) is de rij zelf, 386 bytes; dat is
                            wat verzegeld is. De andere velden zijn om te lezen.
                            Is 'doel' administratie, dan is de rij geen bevraging maar een handeling: 'tekst' zegt welke.
        bewijzen.jsonl      van elke rij een bewijs dat zij in het logboek staat, als tekst in 'bewijs'.
        checkpoint.txt      het ondertekende zegel over de eerste {size} rijen, met de handtekeningen van getuigen.
        sleutel.txt         de openbare sleutel van het zegel.

        Rijen die nog geen zegel hadden, staan er niet in.

        CONTROLEREN, zonder verbinding:

            meldpunt logboek bewijs bewijzen.jsonl --sleutel '{key}'

        Neem de sleutel van elders dan uit dit bestand: van uw eigen getuige, of van het samenwerkingsverband. Wie dit
        bestand kan veranderen, kan ook sleutel.txt veranderen. Het hele logboek controleert 'meldpunt logboek verifieer'.

        Zonder Meldpunt kan het ook. Een bewijs heeft de vorm C2SP tlog-proof, een zegel die van C2SP tlog-checkpoint en
        signed-note (Ed25519), en de boom is die van RFC 6962: blad = SHA-256(00 || rij), knoop = SHA-256(01 || links ||
        rechts). De rij staat in het bewijs achter 'extra'; rij N is blad N - 1. Welke byte van een rij wat betekent
        staat in docs/spec/query-log.md van Meldpunt.

        """;
}
