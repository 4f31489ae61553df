namespace Meldpunt.Population.People;

/// <summary>Which surname somebody goes by who has a partner.</summary>
internal enum SurnameForm
{
    Own,
    PartnerThenOwn,
    OwnThenPartner,
    Partner,
}
