/** The hash of `correct horse battery` from better-auth 1.7.6, whose parameters earlier versions used. */
export const HASH_BY_EARLIER_VERSION =
  'b7ce0a9807e17f0f2586f595534e6520:' +
  '039ad0cab8c76c270b930af9a1826cb24abee1183148835ddd289cf467fa4ae8b8592e586fa8bfc42083a532861328a3afc1193876f4475a62e27fc9ca69d25e';
