using System.Globalization;

namespace CodeAssist.Core.Privacy.Gate;

/// <summary>
/// Which placeholder stands for which secret. One request keeps one for each secret, so that code still reads; whoever keeps this object for a
/// conversation keeps them through all of it.
/// </summary>
/// <remarks>Lives in memory alone, and has no way back from a placeholder to its secret: nothing may put secrets into what a model wrote. Thread-safe.</remarks>
public sealed class SecretPlaceholders
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _bySecret = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <param name="ruleId">The kind of secret.</param>
    /// <param name="secret">The secret itself.</param>
    /// <param name="isTaken">Whether a text that looks like a placeholder stands in the request already: it would be taken for this one.</param>
    internal string Of(string ruleId, string secret, Func<string, bool> isTaken)
    {
        lock (_lock)
        {
            if (_bySecret.TryGetValue(secret, out var known))
            {
                return known;
            }

            string placeholder;
            do
            {
                var number = _numbers[ruleId] = _numbers.GetValueOrDefault(ruleId) + 1;
                placeholder = string.Create(CultureInfo.InvariantCulture, $"«SECRET:{ruleId}:{number}»");
            }
            while (isTaken(placeholder));

            return _bySecret[secret] = placeholder;
        }
    }
}
