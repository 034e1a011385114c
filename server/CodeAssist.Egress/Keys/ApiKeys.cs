using System.Collections.Concurrent;
using CodeAssist.Core.Providers;

namespace CodeAssist.Egress.Keys;

/// <summary>The providers' keys, in the memory of this process and nowhere else. A key belongs to one provider, and with that to one origin.</summary>
internal sealed class ApiKeys
{
    // Longer than any provider's; what is longer was pasted by mistake.
    private const int LongestKey = 4_096;

    private readonly ConcurrentDictionary<string, string> _keys = new(StringComparer.Ordinal);

    /// <summary>Takes the keys that the environment holds for these providers.</summary>
    public static ApiKeys FromEnvironment(IEnumerable<Provider> providers, Func<string, string?> variable)
    {
        var keys = new ApiKeys();
        foreach (var provider in providers)
        {
            if (variable(provider.KeyVariable) is { } key)
            {
                keys.TrySet(provider, key.Trim());
            }
        }

        return keys;
    }

    /// <returns>False for what cannot be a key: it would break the header that carries it.</returns>
    public bool TrySet(Provider provider, string key)
    {
        if (key.Length == 0)
        {
            _keys.TryRemove(provider.Id, out _);
            return true;
        }

        if (key.Length > LongestKey || !key.All(letter => letter is > ' ' and < '\u007F'))
        {
            return false;
        }

        _keys[provider.Id] = key;
        return true;
    }

    /// <returns>Null when there is none.</returns>
    public string? Find(Provider provider) => _keys.GetValueOrDefault(provider.Id);
}
