namespace CodeAssist.Core.Spending;

/// <summary>Where a price comes from.</summary>
public enum PriceSource
{
    /// <summary>The user's own settings.</summary>
    Own,

    /// <summary>The model's card.</summary>
    Card,

    /// <summary>Nobody knows the model's price: the dearest that is known of any.</summary>
    Dearest,
}
