import { i18n } from '@lingui/core';

// Outside of a production build, a macro keeps its English text: no catalog is needed.
i18n.loadAndActivate({ locale: 'en', messages: {} });
