using CodeAssist.Core.Review.Chat;

namespace CodeAssist.Server.Reviewing.Chat;

/// <summary>Content of the file of <see cref="RememberedUnits"/>.</summary>
/// <param name="Version">Of this form.</param>
/// <param name="Units">By their keys, the least recently used first.</param>
internal sealed record StoredUnits(int Version, Dictionary<string, SettledUnit> Units)
{
    public const int CurrentVersion = 1;
}
