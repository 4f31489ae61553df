using Meldpunt.Admin.Installations;
using Meldpunt.Service.Commands;

namespace Meldpunt.Service.Tests.Processing;

/// <summary>Which second log can be asked for at the shell.</summary>
public sealed class ProcessingLogArgumentsTests
{
    private const string Activity = "https://register.example.nl/1";

    [Theory]
    [InlineData("https://logboek.example.nl", "https://logboek.example.nl/v1/traces")]
    [InlineData("https://logboek.example.nl:4318/", "https://logboek.example.nl:4318/v1/traces")]
    [InlineData("https://logboek.example.nl/eigen/pad", "https://logboek.example.nl/eigen/pad")]
    [InlineData("http://127.0.0.1:4318", "http://127.0.0.1:4318/v1/traces")]
    [InlineData("http://[::1]:4318", "http://[::1]:4318/v1/traces")]
    public void An_address_without_a_path_gets_that_of_the_protocol(string given, string endpoint)
    {
        var options = ProcessingLogArguments.Read(given, Activity, withoutTls: false);

        Assert.Equal((endpoint, Activity), (options!.Endpoint.AbsoluteUri, options.Activity.AbsoluteUri));
    }

    [Theory]
    [InlineData("logboek.example.nl")]
    [InlineData("ftp://logboek.example.nl")]
    [InlineData("https://naam:geheim@logboek.example.nl")]
    [InlineData("https://logboek.example.nl/?sleutel=1")]
    [InlineData("http://logboek.example.nl")]
    [InlineData("http://192.0.2.7:4318")]
    public void An_address_that_cannot_be_or_has_no_TLS_is_refused(string given) =>
        Assert.Throws<InstallationException>(() => ProcessingLogArguments.Read(given, Activity, withoutTls: false));

    [Fact]
    public void Without_TLS_only_when_somebody_says_so() =>
        Assert.NotNull(ProcessingLogArguments.Read("http://192.0.2.7:4318", Activity, withoutTls: true));

    [Fact]
    public void No_second_log_without_a_place_in_the_register_and_nothing_of_it_without_an_address()
    {
        Assert.Null(ProcessingLogArguments.Read(endpoint: null, activity: null, withoutTls: false));
        Assert.Throws<InstallationException>(() => ProcessingLogArguments.Read("https://logboek.example.nl", activity: null, withoutTls: false));
        Assert.Throws<InstallationException>(() => ProcessingLogArguments.Read("https://logboek.example.nl", "geen uri", withoutTls: false));
        Assert.Throws<InstallationException>(() => ProcessingLogArguments.Read(endpoint: null, Activity, withoutTls: false));
    }
}
