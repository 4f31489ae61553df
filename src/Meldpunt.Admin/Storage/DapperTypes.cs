using System.Data;
using System.Globalization;
using System.Runtime.CompilerServices;
using Dapper;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Storage;

/// <summary>How the store writes ids, days and moments: 16 bytes, <c>yyyy-mm-dd</c>, milliseconds since 1970 in UTC.</summary>
internal static class DapperTypes
{
    // Dapper's handlers are global, so they are set once, before anything in this assembly runs.
#pragma warning disable CA2255 // This is the case that module initialisers are for.
    [ModuleInitializer]
    internal static void Register()
#pragma warning restore CA2255
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new OpaqueIdHandler());
        SqlMapper.RemoveTypeMap(typeof(DateOnly));
        SqlMapper.RemoveTypeMap(typeof(DateOnly?));
        SqlMapper.AddTypeHandler(new DayHandler());
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(new MomentHandler());
    }

    private sealed class OpaqueIdHandler : SqlMapper.TypeHandler<OpaqueId>
    {
        public override void SetValue(IDbDataParameter parameter, OpaqueId value) => parameter.Value = value.ToByteArray();

        public override OpaqueId Parse(object value) => new((byte[])value);
    }

    private sealed class DayHandler : SqlMapper.TypeHandler<DateOnly>
    {
        public override void SetValue(IDbDataParameter parameter, DateOnly value) =>
            parameter.Value = value.ToString("O", CultureInfo.InvariantCulture);

        public override DateOnly Parse(object value) => DateOnly.ParseExact((string)value, "O", CultureInfo.InvariantCulture);
    }

    private sealed class MomentHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) => parameter.Value = value.ToUnixTimeMilliseconds();

        public override DateTimeOffset Parse(object value) =>
            DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(value, CultureInfo.InvariantCulture));
    }
}
