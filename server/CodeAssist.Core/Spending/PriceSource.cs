namespace CodeAssist.Core.Spending;

/// <summary>Where a price comes from.</summary>
public enum PriceSource
{
    /// <summary>The user's own settings.</summary>
    Own,

    /// <summary>The model's card.</summary>
    Card,

    /// <summary>It answers at an address of the user's own, where nobody has said that it costs anything.</summary>
    OwnMachine,

    /// <summary>Nobody knows the model's price: the dearest that is known of any.</summary>
    Dearest,
}
